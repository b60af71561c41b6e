using System.Diagnostics;
using System.Globalization;
using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Files;

/// <summary>A second process that uses the store's lock.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    internal WorkerProcess(params string[] arguments) => _process = Process.Start(new ProcessStartInfo(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "WhiteMagic.Testing.Worker.dll"), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    internal int Id => _process.Id;

    internal async Task HoldsAsync(CancellationToken cancellationToken) =>
        Assert.Equal("held", await _process.StandardOutput.ReadLineAsync(cancellationToken));

    internal void Release() => _process.StandardInput.WriteLine();

    internal async Task EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, _process.ExitCode);
    }

    /// <summary>Stops it where it is, as Ctrl+Z does, until <see cref="ContinueAsync"/>.</summary>
    internal Task StopAsync(CancellationToken cancellationToken) => SignalAsync("STOP", cancellationToken);

    internal Task ContinueAsync(CancellationToken cancellationToken) => SignalAsync("CONT", cancellationToken);

    internal void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private Task SignalAsync(string signal, CancellationToken cancellationToken) =>
        Shell.RunAsync("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)], cancellationToken);
}
