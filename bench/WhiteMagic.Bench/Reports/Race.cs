namespace WhiteMagic.Bench.Reports;

/// <summary>Runs rivals by turns, so that whatever slows the machine slows all of them alike.</summary>
internal static class Race
{
    /// <summary>Gives the samples of each rival; the rounds to warm up are left out.</summary>
    public static Samples[] Run(int rounds, int warmUp, params Func<double>[] rivals)
    {
        var samples = Array.ConvertAll(rivals, static _ => new Samples());
        for (var round = -warmUp; round < rounds; round++)
        {
            for (var turn = 0; turn < rivals.Length; turn++)
            {
                // What one leaves behind is not for the next to clear up.
                GC.Collect();
                var time = rivals[turn]();
                if (round >= 0)
                {
                    samples[turn].Add(time);
                }
            }
        }

        return samples;
    }
}
