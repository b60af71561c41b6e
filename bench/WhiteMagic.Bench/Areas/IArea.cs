using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Areas;

internal interface IArea
{
    string Name { get; }

    string Summary { get; }

    IReadOnlyList<Measure> Run(Workplace workplace);
}
