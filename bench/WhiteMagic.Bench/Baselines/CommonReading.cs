using WhiteMagic.Execution;
using WhiteMagic.Execution.Files;

namespace WhiteMagic.Bench.Baselines;

/// <summary>Ways to have the contents of many files; all keep everything until the last one is read.</summary>
internal static class CommonReading
{
    public static void Bytes(FileBatchReader reader, string[] paths)
    {
        using var batch = Read(reader, paths);
    }

    public static void Texts(FileBatchReader reader, string[] paths)
    {
        using var batch = Read(reader, paths);
        var texts = new string[paths.Length];
        Parallel.For(0, texts.Length, index => texts[index] = batch[index].Value.DecodeText());
    }

    public static void ForEach(string[] paths)
    {
        var texts = new string[paths.Length];
        Parallel.ForEachAsync(
            Enumerable.Range(0, paths.Length),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (index, token) => texts[index] = await File.ReadAllTextAsync(paths[index], token)).GetAwaiter().GetResult();
    }

    public static void Sequentially(string[] paths)
    {
        var contents = new byte[paths.Length][];
        for (var i = 0; i < paths.Length; i++)
        {
            contents[i] = File.ReadAllBytes(paths[i]);
        }
    }

    public static void Sequentially(string[] paths, IFileReader reader)
    {
        var buffer = new SlabBuffer(new SlabPool());
        foreach (var path in paths)
        {
            reader.Read(path, buffer, int.MaxValue);
        }
    }

    private static FileBatch Read(FileBatchReader reader, string[] paths)
    {
        var batch = reader.ReadAsync(paths).GetAwaiter().GetResult();
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Status != OutcomeStatus.Succeeded)
            {
                throw new InvalidOperationException($"{paths[i]} was not read.", batch[i].Error);
            }
        }

        return batch;
    }
}
