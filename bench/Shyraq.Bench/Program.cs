using BenchmarkDotNet.Running;
using Shyraq.Bench;

if (args is ["oracle", .. var rest]) return OracleCommand.Run(rest);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
