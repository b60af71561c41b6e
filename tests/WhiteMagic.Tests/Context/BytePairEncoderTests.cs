using System.Text;
using CsCheck;
using WhiteMagic.Context;

namespace WhiteMagic.Tests.Context;

public sealed class BytePairEncoderTests
{
    private static readonly Gen<byte[]> Bytes = Gen.OneOf(
        Gen.Byte.Array[0, 60],
        Gen.Byte[(byte)'a', (byte)'e'].Array[0, 60],
        Gen.OneOf((byte)' ', (byte)'a').Array[0, 60],
        Gen.OneOf("ation", "in", "ter", "nal", "é", "の").Array[0, 20].Select(x => Encoding.UTF8.GetBytes(string.Concat(x))));

    [Fact]
    public void Encode_AnyBytes_IsWhatMergingByDefinitionGives() => Bytes.Sample(
        bytes => Assert.Equal(LengthsByDefinition(bytes), Lengths(bytes)), iter: 1_500);

    private static List<int> Lengths(byte[] bytes)
    {
        var encoder = new BytePairEncoder();
        var count = encoder.Encode(bytes);
        var lengths = new List<int>();
        for (var start = 0; start < bytes.Length; start += lengths[^1])
        {
            lengths.Add(encoder.LengthAt(start));
        }

        Assert.Equal(count, lengths.Count);
        return lengths;
    }

    private static List<int> LengthsByDefinition(byte[] bytes)
    {
        var tokens = bytes.Select(value => new[] { value }).ToList();
        while (tokens.Count > 1)
        {
            var (rank, at) = Enumerable.Range(0, tokens.Count - 1)
                .Min(i => (O200kVocabulary.Rank([.. tokens[i], .. tokens[i + 1]]), i));
            if (rank == O200kVocabulary.NoRank)
            {
                break;
            }

            tokens[at] = [.. tokens[at], .. tokens[at + 1]];
            tokens.RemoveAt(at + 1);
        }

        return [.. tokens.Select(token => token.Length)];
    }
}
