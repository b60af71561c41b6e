using System.Text;
using CsCheck;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Journal;
using WhiteMagic.Storage.Tests.Files;

namespace WhiteMagic.Storage.Tests.Journal;

/// <summary>A store before a transaction, the transaction, and the two states that may follow a crash.</summary>
internal sealed class CrashScenario
{
    private static readonly string[] Folders = ["memory/short_term", "memory/long_term", "memory/archive"];

    private CrashScenario(IReadOnlyList<PlannedChange> changes)
    {
        Changes = changes;
        foreach (var change in changes.Where(change => change.Kind != StepKind.Create))
        {
            Before[change.Path] = $"old {change.Path}";
        }

        Before["memory/short_term/bystander.md"] = "bystander";
        After = new SortedDictionary<string, string>(Before, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            change.ApplyTo(After);
        }
    }

    internal IReadOnlyList<PlannedChange> Changes { get; }

    internal SortedDictionary<string, string> Before { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, string> After { get; }

    internal static Gen<CrashScenario> Any { get; } =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2], Gen.String[0, 20]).Array[1, 5].Select(Make);

    internal static CrashScenario OfEveryKind { get; } = Make([(0, 0, 0, "a"), (1, 1, 0, "b"), (2, 0, 2, ""), (3, 1, 0, "")]);

    internal void Populate(IFileOperations operations, string root)
    {
        foreach (var (path, content) in Before)
        {
            operations.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            operations.WriteNew(Path.Combine(root, path), Encoding.UTF8.GetBytes(content), flush: true);
        }

        foreach (var folder in Folders)
        {
            operations.CreateDirectory(Path.Combine(root, folder));
            operations.FlushDirectory(Path.Combine(root, folder));
        }
    }

    /// <summary>Runs the transaction; true when it was acknowledged before the crash.</summary>
    internal bool Run(IFileOperations operations, string root)
    {
        try
        {
            var transaction = Open(operations, root).Begin();
            foreach (var change in Changes)
            {
                change.AddTo(transaction, root);
            }

            transaction.Commit();
            return true;
        }
        catch (CrashException)
        {
            return false;
        }
    }

    internal static StoreJournal Open(IFileOperations operations, string root) =>
        new(new StoreFiles(root, Path.Combine(root, ".whitemagic"), Durability.Full, operations));

    internal void AssertOldOrNew(SortedDictionary<string, string> found, bool acknowledged)
    {
        if (acknowledged || !found.SequenceEqual(Before))
        {
            Assert.Equal(After, found);
        }
    }

    internal static SortedDictionary<string, string> ReadBack(IFileOperations operations, string root)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in Folders)
        {
            foreach (var name in operations.List(Path.Combine(root, folder)))
            {
                var content = operations.Read(Path.Combine(root, folder, name))!.Value.Bytes;
                found[$"{folder}/{name}"] = Encoding.UTF8.GetString(content);
            }
        }

        return found;
    }

    private static CrashScenario Make((int Kind, int From, int To, string Content)[] steps) => new([.. steps.Select(
        (step, number) => new PlannedChange(
            (StepKind)step.Kind,
            $"{Folders[step.From]}/{number}.md",
            step.Kind == (int)StepKind.Move ? $"{Folders[step.To]}/moved_{number}.md" : null,
            $"new {number} {Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(step.Content))}"))]);
}
