namespace WhiteMagic.Execution.Tests.Caching;

// One step of a sequence: what is done, with which key, which of the options, and how far the clock moves before.
public sealed record CacheStep(int Kind, int Key, int Options, int Seconds);
