using BenchmarkDotNet.Running;
using Shyraq.Bench;
using Shyraq.Bench.Append;
using Shyraq.Bench.Engine;
using Shyraq.Bench.History;
using Shyraq.Bench.Presence;
using Shyraq.Bench.Refollow;

if (args is ["oracle", .. var rest]) return OracleCommand.Run(rest);
if (args is ["engine", .. var options]) return EngineCommand.Run(options);
if (args is ["refollow", .. var refollow]) return RefollowCommand.Run(refollow);
if (args is ["presence", .. var presence]) return PresenceCommand.Run(presence);
if (args is ["append", .. var append]) return AppendCommand.Run(append);
if (args is ["history", .. var history]) return HistoryCommand.Run(history);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
