using WhiteMagic.Context;

namespace WhiteMagic.Tests.Context;

public sealed class PieceMemoTests
{
    [Fact]
    public void Find_PiecesThatDifferInTrailingZeros_KnowsThemApart()
    {
        PieceMemo.Add("zero"u8, 7);

        Assert.Equal(7, PieceMemo.Find("zero"u8));
        Assert.Equal(0, PieceMemo.Find("zero\0"u8));
        Assert.Equal(0, PieceMemo.Find("\0zero"u8));
    }

    [Fact]
    public void Find_WhileOthersAdd_GivesThePiecesOwnTokensOrNone()
    {
        int wrong = 0;
        Parallel.For(0, 8, worker =>
        {
            var random = new Random(worker);
            Span<byte> piece = stackalloc byte[PieceMemo.LongestPiece];
            for (int i = 0; i < 200_000; i++)
            {
                // So many that they keep driving each other out, in places that several threads write at once.
                int number = random.Next(50_000);
                piece.Clear();
                BitConverter.TryWriteBytes(piece, number);
                BitConverter.TryWriteBytes(piece[8..], ~number);
                int tokens = (number % 255) + 1;
                if (PieceMemo.Find(piece) is var found && found != 0 && found != tokens)
                {
                    Interlocked.Increment(ref wrong);
                }

                PieceMemo.Add(piece, tokens);
            }
        });

        Assert.Equal(0, wrong);
    }
}
