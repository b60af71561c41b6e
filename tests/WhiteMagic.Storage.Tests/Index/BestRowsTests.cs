using CsCheck;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Tests.Index;

public sealed class BestRowsTests
{
    [Fact]
    public void ToList_AnyScores_IsTheGreatestAndTheNewestOfThoseEqualToTheLast() =>
        Gen.Select(Gen.Int[0, 4].Array[0, 40], Gen.Int[1, 8], Gen.Int[0, 8]).Sample((scores, count, ties) =>
        {
            var best = new BestRows(count, ties);
            for (int row = 0; row < scores.Length; row++)
            {
                if (scores[row] >= best.Least)
                {
                    best.Add(row, scores[row]);
                }
            }

            (int Row, double Score)[] sorted =
                [.. scores.Select(static (score, row) => (row, (double)score)).OrderByDescending(static pair => (pair.Item2, pair.row))];
            (int Row, double Score)[] equal = [.. sorted.Skip(count).TakeWhile(pair => pair.Score == sorted[count - 1].Score).Take(ties)];
            Assert.Equal([.. sorted.Take(count), .. equal], best.ToList());
        });
}
