using System.Text.Json.Serialization.Metadata;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Mcp.Tools;

internal sealed class UpdateMemoryTool() : ResultTool<UpdateReceipt>("update_memory", "Update a memory", ToolTraits.Destructive)
{
    protected override string Description => "Change parts of a memory; what is left out stays. To add a finding, append.";

    protected override ReadOnlySpan<byte> InputSchemaJson => """
        {"type":"object","properties":{
        "filename":{"type":"string"},
        "title":{"type":"string"},
        "content":{"type":"string","description":"Replaces the text"},
        "append":{"type":"string","description":"Added at the end"},
        "tags":{"type":"array","items":{"type":"string"},"description":"Replace all"},
        "add_tags":{"type":"array","items":{"type":"string"}},
        "remove_tags":{"type":"array","items":{"type":"string"}},
        "expected_version":{"type":"string","description":"Fail if changed since this version was read"},
        "space":{"type":"string"}},
        "required":["filename"]}
        """u8;

    protected override JsonTypeInfo<UpdateReceipt> ResultType => WhiteMagicJson.Readable.UpdateReceipt;

    protected override async Task<UpdateReceipt> RunAsync(ToolCall call, CancellationToken cancellationToken)
    {
        ToolArguments arguments = call.Arguments;
        MemoryId id = call.Id("filename");
        var patch = new MemoryPatch
        {
            Title = arguments.OptionalText("title"),
            Content = arguments.OptionalText("content"),
            Append = arguments.OptionalText("append"),
            Tags = arguments.OptionalTexts("tags"),
            AddTags = arguments.OptionalTexts("add_tags"),
            RemoveTags = arguments.OptionalTexts("remove_tags"),
            ExpectedVersion = arguments.OptionalText("expected_version"),
        };
        IMemorySpace space = await call.OpenSpaceAsync(cancellationToken);
        return await space.UpdateAsync(id, patch, cancellationToken);
    }

    protected override string Render(UpdateReceipt result) => result.Changed.Count == 0
        ? $"{result.Filename} was so already"
        : $"Updated {result.Filename}: {string.Join(", ", result.Changed)}";
}
