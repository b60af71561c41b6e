using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Says what is wrong with a name among the memories that is no memory's.</summary>
internal static class OddNames
{
    public static string? Reason(FileKind kind, bool isValidId) => kind switch
    {
        FileKind.Directory => "is a folder, and memories are files; move what it holds out of it and remove it",
        FileKind.OutsideLink => "is a link that leaves the store, so it is not read; put a copy of the file in its place",
        FileKind.BrokenLink => "is a link to nothing readable; remove it or mend its target",
        FileKind.Other => "is a pipe, a socket or a device, so it is not opened; remove it",
        FileKind.UnreadableName => "has a name that is not UTF-8; rename it in letters, digits, - and _",
        _ => isValidId ? null : "has a name that not every system allows, so it is no memory; rename it in letters, digits, - and _",
    };

    /// <summary>Says what is wrong with a Markdown file beside the folders of the memories; folders there are none of ours.</summary>
    public static string? ReasonOutside(FileKind kind, string root) => kind is FileKind.Directory or FileKind.Other
        ? null
        : $"lies in {root} itself, so it is no memory; move it into {root}/short_term, or `wm import markdown` it and remove it";
}
