using System.Text.Json.Serialization;
using WhiteMagic.Context;
using WhiteMagic.Memories;

namespace WhiteMagic.Consolidation;

/// <summary>What a consolidation did, or in a dry run would do.</summary>
public sealed record ConsolidationReport
{
    /// <summary>Whether it only said what would be done.</summary>
    public required bool DryRun { get; init; }

    /// <summary>How many memories were old enough.</summary>
    public required int Candidates { get; init; }

    /// <summary>Memories that became long-term, by their tags.</summary>
    public required IReadOnlyList<MemoryId> Promoted { get; init; }

    /// <summary>Memories that went to the archive, their text kept in a consolidated one.</summary>
    public required IReadOnlyList<MemoryId> Archived { get; init; }

    /// <summary>The memories made of them.</summary>
    public required IReadOnlyList<ConsolidatedMemory> Consolidated { get; init; }

    /// <summary>Memories left as they are because their files cannot be read as memories.</summary>
    public required IReadOnlyList<MemoryId> Skipped { get; init; }

    /// <summary>How many entries of these lists were left out to fit the tokens asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Omitted { get; init; }

    /// <summary>Gives the report with as much of its lists as fits, counted as JSON; what was archived comes last, for its text is in what was made.</summary>
    /// <exception cref="InvalidInputException">The tokens are below 1.</exception>
    public ConsolidationReport Within(int? maxTokens)
    {
        TextRules.Tokens(maxTokens);
        if (maxTokens is not { } left)
        {
            return this;
        }

        ConsolidationReport kept = this with
        {
            Promoted = JsonBudget.Take(Promoted, WhiteMagicJson.Readable.MemoryId, ref left),
            Consolidated = JsonBudget.Take(Consolidated, WhiteMagicJson.Readable.ConsolidatedMemory, ref left),
            Skipped = JsonBudget.Take(Skipped, WhiteMagicJson.Readable.MemoryId, ref left),
            Archived = JsonBudget.Take(Archived, WhiteMagicJson.Readable.MemoryId, ref left),
        };
        return kept with { Omitted = Omitted + Entries - kept.Entries };
    }

    private int Entries => Promoted.Count + Consolidated.Count + Skipped.Count + Archived.Count;
}
