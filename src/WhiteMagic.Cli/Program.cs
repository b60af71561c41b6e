using WhiteMagic.Cli;

ThreadWatch.ListenForFailures();
return ThreadWatch.Await(WmProgram.RunAsync(WmHost.ForProcess(), args));
