using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

public abstract partial class MemorySpaceConformance
{
    public static TheoryData<string, string[], string[], string[]> TagChanges => new()
    {
        { "replace", ["a", "b"], [" C ", "c", "d"], ["c", "d"] },
        { "add", ["a", "b"], ["B", "c"], ["a", "b", "c"] },
        { "remove", ["a", "b"], ["A", "x"], ["b"] },
    };

    [Fact]
    public async Task Update_OfEachPart_ChangesItAndNothingElse()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", "Body", "t");
        MemoryView before = await ReadAsync(space, id);
        Time.Advance(TimeSpan.FromMinutes(1));

        UpdateReceipt title = await space.UpdateAsync(id, new MemoryPatch { Title = "New: title" }, Cancel);
        UpdateReceipt content = await space.UpdateAsync(id, new MemoryPatch { Content = "New body\n" }, Cancel);
        UpdateReceipt append = await space.UpdateAsync(id, new MemoryPatch { Append = "and more" }, Cancel);
        MemoryView after = await ReadAsync(space, id);

        Assert.Equal(["title", "content", "content"], new[] { title, content, append }.SelectMany(static receipt => receipt.Changed));
        Assert.Equal(("New: title", "New body\n\nand more"), (after.Title, after.Content));
        Assert.Equal((Start, Start.AddMinutes(1)), (after.Created, after.Updated));
        Assert.Equal((append.Version, append.Updated), (after.Version, after.Updated));
        Assert.Equal(before.Tags, after.Tags);
        Assert.Equal(4, new[] { before.Version, title.Version, content.Version, append.Version }.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(TagChanges))]
    public async Task Update_OfTags_GivesThoseMeant(string how, string[] present, string[] given, string[] expected)
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", "Body", present);
        MemoryPatch patch = how switch
        {
            "replace" => new MemoryPatch { Tags = given },
            "add" => new MemoryPatch { AddTags = given },
            _ => new MemoryPatch { RemoveTags = given },
        };

        UpdateReceipt receipt = await space.UpdateAsync(id, patch, Cancel);

        Assert.Equal(["tags"], receipt.Changed);
        Assert.Equal(expected, (await ReadAsync(space, id)).Tags);
        Assert.Equal(["Title"], await FindAsync(space, $"tag:{expected[^1]}"));
    }

    [Fact]
    public async Task Update_ToWhatThereIs_ChangesNothing()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", "Body\r\n\n", "t");
        MemoryView before = await ReadAsync(space, id);
        Time.Advance(TimeSpan.FromMinutes(1));

        var patch = new MemoryPatch { Title = "Title", Content = "Body\r\n\n", Tags = ["T"], AddTags = [], RemoveTags = ["x"] };
        UpdateReceipt receipt = await space.UpdateAsync(id, patch, Cancel);
        UpdateReceipt empty = await space.UpdateAsync(id, new MemoryPatch { Append = "" }, Cancel);

        Assert.Empty(receipt.Changed);
        Assert.Empty(empty.Changed);
        Assert.Equal((before.Version, before.Updated), (receipt.Version, receipt.Updated));
        Assert.Equivalent(before, await ReadAsync(space, id), strict: true);
    }

    [Theory]
    [InlineData("one\r\ntwo\r\n", "one\ntwo\n")]
    [InlineData("one\ntwo\n", "one\r\ntwo\r\n")]
    public async Task Update_ToTheSameTextWithOtherLineBreaks_ChangesNothing(string present, string given)
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", present);
        MemoryView before = await ReadAsync(space, id);
        Time.Advance(TimeSpan.FromMinutes(1));

        UpdateReceipt receipt = await space.UpdateAsync(id, new MemoryPatch { Content = given }, Cancel);

        Assert.Empty(receipt.Changed);
        Assert.Equivalent(before, await ReadAsync(space, id), strict: true);
    }

    [Fact]
    public async Task Update_IsFoundBySearchAtOnce()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", "before");

        await space.UpdateAsync(id, new MemoryPatch { Content = "afterwards" }, Cancel);

        Assert.Equal(["Title"], await FindAsync(space, "afterwards"));
        Assert.Empty(await FindAsync(space, "before"));
    }

    [Fact]
    public async Task Update_ExpectingAnotherVersion_IsAConflictThatChangesNothing()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", "Body");
        string first = (await ReadAsync(space, id)).Version!;
        await space.UpdateAsync(id, new MemoryPatch { Content = "Second", ExpectedVersion = first }, Cancel);

        MemoryConflictException failure = await Assert.ThrowsAsync<MemoryConflictException>(
            () => space.UpdateAsync(id, new MemoryPatch { Content = "Third", ExpectedVersion = first }, Cancel));

        Assert.Contains(first, failure.Message, StringComparison.Ordinal);
        Assert.Equal("Second", (await ReadAsync(space, id)).Content);
    }

    [Fact]
    public async Task Update_OfWhatIsNotAllowed_NamesTheField()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Title", "Body", [.. Enumerable.Range(0, 99).Select(static i => $"t{i}")]);
        MemoryView before = await ReadAsync(space, id);
        (string Field, MemoryPatch Patch)[] bad =
        [
            ("update", new MemoryPatch { ExpectedVersion = before.Version }),
            ("append", new MemoryPatch { Content = "x", Append = "y" }),
            ("title", new MemoryPatch { Title = "" }),
            ("content", new MemoryPatch { Content = "\0" }),
            ("append", new MemoryPatch { Append = "\uD83D" }),
            ("append", new MemoryPatch { Append = new string('x', (8 << 20) - 3) }),
            ("tags", new MemoryPatch { Tags = ["a,b"] }),
            ("add_tags", new MemoryPatch { AddTags = ["x", "y"] }),
        ];

        foreach ((string field, MemoryPatch patch) in bad)
        {
            Assert.Equal(field, await FieldOfAsync(() => space.UpdateAsync(id, patch, Cancel)));
        }

        Assert.Equivalent(before, await ReadAsync(space, id), strict: true);
    }

    [Theory]
    [InlineData(MemoryKind.ShortTerm)]
    [InlineData(MemoryKind.LongTerm)]
    public async Task DeleteAndRestore_KeepTheKindAndEverythingElse(MemoryKind kind)
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = kind == MemoryKind.LongTerm ? await AddLongAsync(space, "T", "Body", "t") : await AddAsync(space, "T", "Body", "t");

        DeleteReceipt deleted = await space.DeleteAsync(id, permanent: false, Cancel);
        MemoryView archived = await ReadAsync(space, id);
        RestoreReceipt restored = await space.RestoreAsync(id, null, Cancel);
        MemoryView active = await ReadAsync(space, id);

        Assert.Equal((id, "archived"), (deleted.Filename, deleted.Action));
        Assert.Equal((kind, MemoryStatus.Archived), (archived.Type, archived.Status));
        Assert.Equal((id, kind), (restored.Filename, restored.Type));
        Assert.Equal((kind, MemoryStatus.Active, "T", "Body"), (active.Type, active.Status, active.Title, active.Content));
        Assert.Equal(["T"], await FindAsync(space, "body"));
    }

    [Fact]
    public async Task Restore_AsAnotherKind_MakesItThatKind()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddLongAsync(space, "T");
        await space.DeleteAsync(id, permanent: false, Cancel);

        RestoreReceipt receipt = await space.RestoreAsync(id, MemoryKind.ShortTerm, Cancel);
        await space.DeleteAsync(id, permanent: false, Cancel);

        Assert.Equal(MemoryKind.ShortTerm, receipt.Type);
        Assert.Equal(MemoryKind.ShortTerm, (await space.RestoreAsync(id, null, Cancel)).Type);
    }

    [Fact]
    public async Task Delete_Permanently_LeavesNothing()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId active = await AddAsync(space, "active", "needle");
        MemoryId archived = await AddAsync(space, "archived", "needle");
        await space.DeleteAsync(archived, permanent: false, Cancel);

        DeleteReceipt first = await space.DeleteAsync(active, permanent: true, Cancel);
        DeleteReceipt second = await space.DeleteAsync(archived, permanent: true, Cancel);

        Assert.Equal(("deleted", "deleted"), (first.Action, second.Action));
        Assert.Empty(await FindAsync(space, "needle"));
        await Assert.ThrowsAsync<MemoryNotFoundException>(() => ReadAsync(space, archived));
        Assert.Equal(0, (await space.GetStatsAsync(Cancel)).TotalMemories);
    }

    [Fact]
    public async Task DeleteAndRestore_InTheWrongState_AreConflicts()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "T");
        await Assert.ThrowsAsync<MemoryConflictException>(() => space.RestoreAsync(id, null, Cancel));
        await space.DeleteAsync(id, permanent: false, Cancel);

        await Assert.ThrowsAsync<MemoryConflictException>(() => space.DeleteAsync(id, permanent: false, Cancel));

        Assert.Equal(MemoryStatus.Archived, (await ReadAsync(space, id)).Status);
    }

    [Fact]
    public async Task Relate_LinksOnceForEachKindAndKeepsTheDescription()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId a = await AddAsync(space, "A");
        MemoryId b = await AddAsync(space, "B");
        var draft = new RelationDraft { Source = a, Target = b, Relation = RelationKind.DependsOn, Description = "because: \"of\" it" };

        RelationReceipt first = await space.RelateAsync(draft, Cancel);
        RelationReceipt again = await space.RelateAsync(draft with { Description = null }, Cancel);
        RelationReceipt other = await space.RelateAsync(new RelationDraft { Source = a, Target = b }, Cancel);
        RelationReceipt reworded = await space.RelateAsync(draft with { Description = "new words" }, Cancel);
        MemoryView view = await ReadAsync(space, a);

        Assert.Equal((a, b, RelationKind.DependsOn), (first.Source, first.Target, first.Relation));
        Assert.Equal((true, false, true, false), (first.Created, again.Created, other.Created, reworded.Created));
        Assert.Equal(first.Version, again.Version);
        Assert.Equal(view.Version, reworded.Version);
        Assert.Equal(
            [(b.Value, RelationKind.DependsOn, "new words"), (b.Value, RelationKind.RelatesTo, null)],
            view.Relations!.OrderByDescending(static relation => relation.Type).Select(static relation => (relation.Target, relation.Type, relation.Description)));
        Assert.Equal(2, (await space.GetStatsAsync(Cancel)).Relations);
    }

    [Fact]
    public async Task Relate_OfEveryKind_ReadsBackTheSame()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId a = await AddAsync(space, "A");
        MemoryId b = await AddAsync(space, "B");

        foreach (RelationKind kind in Enum.GetValues<RelationKind>())
        {
            await space.RelateAsync(new RelationDraft { Source = a, Target = b, Relation = kind }, Cancel);
        }

        Assert.Equal(Enum.GetValues<RelationKind>(), (await ReadAsync(space, a)).Relations!.Select(static relation => relation.Type));
    }

    [Fact]
    public async Task Relate_OfWhatIsNotAllowed_NamesTheField()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId a = await AddAsync(space, "A");
        MemoryId b = await AddAsync(space, "B");
        var draft = new RelationDraft { Source = a, Target = b };

        Assert.Equal("target", await FieldOfAsync(() => space.RelateAsync(draft with { Target = a }, Cancel)));
        Assert.Equal("description", await FieldOfAsync(() => space.RelateAsync(draft with { Description = new string('x', 1001) }, Cancel)));
        Assert.Equal("relation", await FieldOfAsync(() => space.RelateAsync(draft with { Relation = (RelationKind)99 }, Cancel)));
    }
}
