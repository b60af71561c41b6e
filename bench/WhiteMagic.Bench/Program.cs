using WhiteMagic.Bench;
using WhiteMagic.Bench.Areas;
using WhiteMagic.Bench.Areas.Engine;
using WhiteMagic.Bench.Reports;

IArea[] engine = [new FilesArea(), new SchedulerArea(), new CacheArea(), new PipelinesArea(), new AdaptiveArea(), new FileSearchArea()];
IArea[] areas = [new StartArea(), new WriteArea(), new IndexArea(), new SearchArea(), new EngineArea(engine)];
IArea[] known = [.. areas, .. engine];

if (args is not [var name])
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project bench/WhiteMagic.Bench -- AREA|all|list");
    return 2;
}

if (name == "list")
{
    foreach (var area in known)
    {
        Console.WriteLine($"{area.Name,-16} {area.Summary}");
    }

    return 0;
}

var chosen = name == "all" ? areas : [.. known.Where(area => area.Name == name)];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"There is no area '{name}'. The areas are: {string.Join(", ", known.Select(area => area.Name))}, all.");
    return 2;
}

var met = true;
foreach (var area in chosen)
{
    using var workplace = Workplace.Open(area.Name);
    var measures = area.Run(workplace);
    Report.Write(area, measures, workplace);
    met &= measures.All(measure => measure.Met);
}

return met ? 0 : 1;
