using WhiteMagic.Cli;

return await WmProgram.RunAsync(WmHost.ForProcess(), args).ConfigureAwait(false);
