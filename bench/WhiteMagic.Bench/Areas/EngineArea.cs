using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Areas;

/// <summary>The parallel engine: all of its parts, each of which is an area of its own as well.</summary>
internal sealed class EngineArea(IReadOnlyList<IArea> parts) : IArea
{
    public string Name => "engine";

    public string Summary => $"the parallel engine: {string.Join(", ", parts.Select(part => part.Name))}";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        var measures = new List<Measure>();
        foreach (var part in parts)
        {
            Console.Error.WriteLine($"{part.Name}: {part.Summary}");
            var topic = part.Name.StartsWith("engine-", StringComparison.Ordinal) ? part.Name["engine-".Length..] : part.Name;
            measures.AddRange(part.Run(workplace).Select(measure => measure with { Name = $"{topic}: {measure.Name}" }));
        }

        return measures;
    }
}
