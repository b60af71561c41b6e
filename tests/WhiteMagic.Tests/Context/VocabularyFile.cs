using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using WhiteMagic.Context;

namespace WhiteMagic.Tests.Context;

/// <summary>Makes o200k_base.bin, as O200kVocabulary reads it, from the vocabulary in the NuGet package.</summary>
internal static class VocabularyFile
{
    private const int EntriesPerBucket = 3;

    public static string SourcePath([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(thisFile)!, "../../../src/WhiteMagic/Context", O200kVocabulary.ResourceName));

    /// <summary>Reads the package's tokens in the order of their ranks.</summary>
    public static IReadOnlyList<byte[]> PackageTokens()
    {
        using var resource = Assembly.Load("Microsoft.ML.Tokenizers.Data.O200kBase")
            .GetManifestResourceStream("o200k_base.tiktoken.deflate")!;
        using var lines = new StreamReader(new DeflateStream(resource, CompressionMode.Decompress));
        Assert.StartsWith("Capacity: ", lines.ReadLine(), StringComparison.Ordinal);
        var tokens = new List<byte[]>();
        while (lines.ReadLine() is { } line)
        {
            tokens.Add(Convert.FromBase64String(line));
        }

        return tokens;
    }

    public static byte[] Build(IReadOnlyList<byte[]> tokens)
    {
        using var file = new MemoryStream();
        file.SetLength(O200kVocabulary.LongestToken * O200kVocabulary.TableEntrySize);
        file.Position = file.Length;
        var byLength = Enumerable.Range(0, tokens.Count).ToLookup(rank => tokens[rank].Length);
        Span<byte> row = stackalloc byte[O200kVocabulary.TableEntrySize];
        for (var length = 1; length <= O200kVocabulary.LongestToken; length++)
        {
            var ranks = byLength[length].ToList();
            var buckets = ranks.Count / EntriesPerBucket + 1;
            BinaryPrimitives.WriteInt32LittleEndian(row, (int)file.Position);
            BinaryPrimitives.WriteInt32LittleEndian(row[4..], buckets);
            WriteGroup(file, tokens, ranks, buckets);
            file.Position = (length - 1) * O200kVocabulary.TableEntrySize;
            file.Write(row);
            file.Position = file.Length;
        }

        return file.ToArray();
    }

    private static void WriteGroup(MemoryStream file, IReadOnlyList<byte[]> tokens, List<int> ranks, int buckets)
    {
        var byBucket = ranks.ToLookup(rank => O200kVocabulary.Bucket(tokens[rank], buckets));
        var ordered = Enumerable.Range(0, buckets).SelectMany(bucket => byBucket[bucket]).ToList();
        var first = 0;
        for (var bucket = 0; bucket <= buckets; bucket++)
        {
            WriteLittleEndian(file, first, sizeof(ushort));
            first += byBucket[bucket].Count();
        }

        ordered.ForEach(rank => file.Write(tokens[rank]));
        ordered.ForEach(rank => WriteLittleEndian(file, rank, O200kVocabulary.RankSize));
    }

    private static void WriteLittleEndian(MemoryStream file, int value, int size)
    {
        Assert.Equal(0, value >> (size * 8));
        for (var i = 0; i < size; i++)
        {
            file.WriteByte((byte)(value >> (i * 8)));
        }
    }
}
