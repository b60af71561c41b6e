using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Cli.Output;

/// <summary>Talks to a terminal by system calls: the console class, at its first use, would switch the terminal's keypad and leave it so.</summary>
internal static unsafe partial class LinuxTerminal
{
    public const int StandardOutput = 1;
    public const int StandardError = 2;

    private const string C = "libc";
    private const nuint GetWindowSize = 0x5413;
    private const int Interrupted = 4;
    private const int InputOutputError = 5;
    private const int Again = 11;
    private const int BrokenPipe = 32;

    /// <summary>Gives the terminal's columns; 0 when it does not say.</summary>
    public static int Width()
    {
        ushort* size = stackalloc ushort[4];
        return Control(StandardOutput, GetWindowSize, size) == 0 ? size[1] : 0;
    }

    public static Stream OpenInput() => new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>Writes all of it; who has hung up needs no more.</summary>
    /// <exception cref="IOException">The descriptor takes no more.</exception>
    public static void Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* start = bytes)
            {
                written = Write(descriptor, start, (nuint)bytes.Length);
            }

            int error = written < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (error is BrokenPipe or InputOutputError)
            {
                return;
            }

            if (error is not (0 or Interrupted or Again))
            {
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }

            bytes = bytes[(int)Math.Max(0, written)..];
        }
    }

    [LibraryImport(C, EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* buffer, nuint count);

    [LibraryImport(C, EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, ushort* size);
}
