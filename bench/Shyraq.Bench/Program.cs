using BenchmarkDotNet.Running;
using Shyraq.Bench;
using Shyraq.Bench.Engine;

if (args is ["oracle", .. var rest]) return OracleCommand.Run(rest);
if (args is ["engine", .. var options]) return EngineCommand.Run(options);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
