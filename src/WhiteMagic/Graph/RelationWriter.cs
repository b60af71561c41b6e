using WhiteMagic.Memories;

namespace WhiteMagic.Graph;

/// <summary>Links memories.</summary>
internal sealed class RelationWriter(MemoryCatalog catalog, TimeProvider time)
{
    private const int MaxDescriptionLength = 1000;

    public Task<RelationReceipt> RelateAsync(RelationDraft draft, CancellationToken cancellationToken)
    {
        Check(draft);
        return catalog.WriteAsync(write => RelateAsync(write, draft, cancellationToken), cancellationToken);
    }

    private async Task<RelationReceipt> RelateAsync(CatalogWrite write, RelationDraft draft, CancellationToken cancellationToken)
    {
        MemoryEntry source = await write.RequireAsync(draft.Source, cancellationToken).ConfigureAwait(false);
        await write.RequireAsync(draft.Target, cancellationToken).ConfigureAwait(false);

        Relation? present = source.Relations.FirstOrDefault(
            relation => relation.Target == draft.Target.Value && relation.Type == draft.Relation);
        var wanted = new Relation
        {
            Target = draft.Target.Value,
            Type = draft.Relation,
            Description = draft.Description ?? present?.Description,
        };
        if (wanted != present)
        {
            List<Relation> relations = [.. source.Relations.Where(relation => relation != present), wanted];
            var edit = new RecordEdit { Relations = relations, Updated = time.GetWholeMilliseconds() };
            IReadOnlyList<MemoryEntry?> written =
                await write.CommitAsync([new RecordChange.Edit(source.Key, edit)], cancellationToken).ConfigureAwait(false);
            source = written[0]!;
        }

        return new RelationReceipt
        {
            Source = draft.Source,
            Target = draft.Target,
            Relation = draft.Relation,
            Created = present is null,
            Version = source.Version,
        };
    }

    private static void Check(RelationDraft draft)
    {
        if (draft.Source == draft.Target)
        {
            throw new InvalidInputException("target", "is the source itself; a memory cannot be related to itself");
        }

        if (!Enum.IsDefined(draft.Relation))
        {
            throw new InvalidInputException("relation", $"is {(int)draft.Relation}, which is no kind of relation");
        }

        if (draft.Description is { } description
            && (description.Length > MaxDescriptionLength || !TextRules.IsWellFormed(description)))
        {
            throw new InvalidInputException("description", $"must be at most {MaxDescriptionLength} whole characters");
        }
    }
}
