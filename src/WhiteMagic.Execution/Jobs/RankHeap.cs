namespace WhiteMagic.Execution.Jobs;

/// <summary>Keeps numbers so that the lowest is at hand.</summary>
internal sealed class RankHeap
{
    private int[] _items = [];

    public int Count { get; private set; }

    public void Push(int item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(16, Count * 2));
        }

        int[] items = _items;
        int at = Count++;
        while (at > 0)
        {
            int parent = (at - 1) >> 1;
            if (items[parent] <= item)
            {
                break;
            }

            items[at] = items[parent];
            at = parent;
        }

        items[at] = item;
    }

    public int Pop()
    {
        int[] items = _items;
        int lowest = items[0];
        int last = items[--Count];
        int at = 0;
        for (int child = 1; child < Count; child = (at << 1) + 1)
        {
            if (child + 1 < Count && items[child + 1] < items[child])
            {
                child++;
            }

            if (items[child] >= last)
            {
                break;
            }

            items[at] = items[child];
            at = child;
        }

        items[at] = last;
        return lowest;
    }
}
