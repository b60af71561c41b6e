using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Files;

/// <summary>One caller's turn.</summary>
/// <param name="admission">Who admitted the caller.</param>
/// <param name="place">The place it takes; 0 when it takes none.</param>
/// <param name="waited">Whether it had to wait.</param>
internal sealed class AdmissionTurn(Admission admission, long place, bool waited) : IRecordTurn
{
    private long _place = place;

    public bool Waited => waited;

    public void Dispose() => admission.Leave(Interlocked.Exchange(ref _place, 0));
}
