using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

/// <summary>One call of a tool: its arguments, and the space it is about.</summary>
internal sealed class ToolCall(ToolArguments arguments, LazySpaces spaces, IProgress<WorkProgress>? progress)
{
    private SpaceName? _space = arguments.OptionalText("space") is { } name ? SpaceName.Parse(name) : null;

    public ToolArguments Arguments => arguments;

    /// <summary>Takes reports of progress, when the caller asked for them.</summary>
    public IProgress<WorkProgress>? Progress => progress;

    /// <summary>The tokens that the answer may have, when the caller said.</summary>
    public int? MaxTokens => arguments.OptionalInteger("max_tokens");

    public ValueTask<IMemorySpace> OpenSpaceAsync(CancellationToken cancellationToken) => spaces.OpenAsync(_space, cancellationToken);

    /// <summary>Reads a memory's id; a <c>memory://space/id</c> address says the space too.</summary>
    public MemoryId Id(string field) => MemoryId.Parse(Name(arguments.Text(field), field), field);

    /// <summary>Reads ids as they were given, addresses reduced to their ids.</summary>
    public IReadOnlyList<string> Names(string field) => [.. arguments.Texts(field).Select(text => Name(text, field))];

    private string Name(string text, string field)
    {
        if (!MemoryAddress.TryParse(text, out MemoryAddress address))
        {
            return text;
        }

        SpaceName space = SpaceName.Parse(address.Space, field);
        if (_space is { } named && named != space)
        {
            throw new InvalidInputException(field, $"{text} is in the space {space}, but this call is about {named}; one call is about one space");
        }

        _space = space;
        return address.Id;
    }
}
