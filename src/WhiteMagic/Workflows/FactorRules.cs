using System.Globalization;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Weighs one graph under its conditions.</summary>
internal sealed class FactorRules(JobGraph graph, JobPlan plan, TerrainAssessment terrain, TokenStatus tokens, DateTimeOffset now)
{
    private const double EnoughToProceed = 0.8;
    private const double EnoughForCaution = 0.6;
    private const double Weak = 0.5;

    public FiveFactors Weigh()
    {
        FactorAssessment[] factors = [Purpose(), Timing(), Ground(), Command(), Method()];
        double score = factors.Average(static factor => factor.Score);
        FactorAssessment weakest = factors.MinBy(static factor => factor.Score)!;
        (WorkflowVerdict verdict, string reason) = !tokens.MayBegin ? (WorkflowVerdict.Prepare, tokens.Advice)
            : score < EnoughForCaution ? (WorkflowVerdict.Prepare, Say($"The factors' mean is {score:0.00}, below {EnoughForCaution}; the weakest is {weakest.Factor}."))
            : score < EnoughToProceed ? (WorkflowVerdict.ProceedWithCaution, Say($"The factors' mean is {score:0.00}, below {EnoughToProceed}; the weakest is {weakest.Factor}."))
            : weakest.Score < Weak ? (WorkflowVerdict.ProceedWithCaution, Say($"The factors' mean is {score:0.00}, but {weakest.Factor} has only {weakest.Score:0.00}."))
            : (WorkflowVerdict.Proceed, Say($"The factors' mean is {score:0.00} and none is below {Weak}."));
        return new() { Factors = factors, Verdict = verdict, Reason = reason };
    }

    private FactorAssessment Purpose()
    {
        int all = 0;
        int against = 0;
        foreach (Job job in graph.Jobs)
        {
            foreach (JobId id in GraphMeasure.Dependencies(job))
            {
                all++;
                against += graph.TryGet(id, out Job? dependency) && dependency.Priority > job.Priority ? 1 : 0;
            }
        }

        return new(WorkflowFactor.Purpose, Share(all - against, all), all == 0
            ? "No job waits for another."
            : Say($"{against} of {all} dependencies have a job wait for a less urgent one."));
    }

    private FactorAssessment Timing()
    {
        int all = 0;
        int met = 0;
        foreach (PlannedJob planned in plan.Order)
        {
            if (graph.TryGet(planned.Id, out Job? job) && job.Deadline is { } deadline)
            {
                all++;
                met += planned.End <= deadline - now ? 1 : 0;
            }
        }

        return new(WorkflowFactor.Timing, Share(met, all), all == 0 ? "No job has a deadline." : Say($"The plan meets {met} of {all} deadlines."));
    }

    private FactorAssessment Ground()
    {
        double score = terrain.Terrain switch
        {
            WorkflowTerrain.Accessible => 1,
            WorkflowTerrain.Distant => 0.75,
            WorkflowTerrain.Temporizing => 0.75,
            WorkflowTerrain.Entangling => 0.5,
            WorkflowTerrain.Narrow => 0.5,
            _ => 0.25,
        };
        return new(WorkflowFactor.Ground, score, Say($"The ground is {terrain.Terrain}: {terrain.Reasons[0]}"));
    }

    private FactorAssessment Command() => new(
        WorkflowFactor.Command,
        1 - terrain.Shape.Uncertainty,
        Say($"{terrain.Shape.Uncertainty:0.# %} of the jobs have no estimated duration."));

    private FactorAssessment Method()
    {
        double paid = tokens.Allowance is { } allowance ? Share(Math.Min(allowance, plan.Tokens), plan.Tokens) : 1;
        Job[] calls = [.. graph.Jobs.Where(static job => job.Workload is WorkloadKind.Api or WorkloadKind.Database)];
        int bounded = calls.Count(static job => job.Timeout is not null);
        double safe = Share(bounded, calls.Length);
        return new(WorkflowFactor.Method, Math.Min(paid, safe), paid <= safe && tokens.Allowance is { } most
            ? Say($"The jobs are expected to use {plan.Tokens} tokens, and {most} may be spent.")
            : Say($"{bounded} of {calls.Length} calls of services and databases have a timeout."));
    }

    // What there is none of does not speak against beginning.
    private static double Share(long part, long whole) => whole == 0 ? 1 : (double)part / whole;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
