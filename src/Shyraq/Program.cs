using System.CommandLine;
using Shyraq.Verbs;

var root = new RootCommand("Shyraq: where every person and machine underground is, how sure we are, and the way to them.")
{
    ServeVerb.Create(),
    PlanVerb.Create(),
    LocateVerb.Create(),
    EvaluateVerb.Create(),
    AccuracyVerb.Create(),
    DrillVerb.Create(),
    SimulateVerb.Create(),
    LoadVerb.Create(),
    RegistryVerb.Create(),
    VerifyVerb.Create(),
    DbVerb.Create(),
    ExportVerb.Create(),
    ImportVerb.Create(),
    CheckpointVerb.Create(),
    RescueSheetVerb.Create(),
    ReportVerb.Create(),
    HindsightVerb.Create(),
    HistoryVerb.Create(),
    RerunVerb.Create(),
};
return await ExitCode.Run(root, args);
