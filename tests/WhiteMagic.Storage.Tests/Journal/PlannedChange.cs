using System.Text;
using WhiteMagic.Storage.Journal;

namespace WhiteMagic.Storage.Tests.Journal;

/// <summary>One step of a generated transaction, and what it does to a model of the store.</summary>
internal sealed record PlannedChange(StepKind Kind, string Path, string? Target, string Content)
{
    internal void AddTo(FileTransaction transaction, string root)
    {
        var path = System.IO.Path.Combine(root, Path);
        switch (Kind)
        {
            case StepKind.Create:
                transaction.Create(path, Encoding.UTF8.GetBytes(Content));
                break;
            case StepKind.Replace:
                transaction.Replace(path, Encoding.UTF8.GetBytes(Content));
                break;
            case StepKind.Move:
                transaction.Move(path, System.IO.Path.Combine(root, Target!));
                break;
            default:
                transaction.Delete(path);
                break;
        }
    }

    internal void ApplyTo(IDictionary<string, string> model)
    {
        switch (Kind)
        {
            case StepKind.Create or StepKind.Replace:
                model[Path] = Content;
                break;
            case StepKind.Move:
                model[Target!] = model[Path];
                _ = model.Remove(Path);
                break;
            default:
                _ = model.Remove(Path);
                break;
        }
    }
}
