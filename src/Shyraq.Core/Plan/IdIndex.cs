using System.Numerics;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Plan;

/// <summary>
/// The numbers of things, from 0, by their ids. Unlike a dictionary it can be asked in steps, each of which reads what was fetched by the one before:
/// of a mine with thousands of anchors what an id leads to is in no cache.
/// </summary>
internal sealed class IdIndex
{
    // At most half of the slots are taken, so that mostly the first that is looked at is the one or is free.
    private readonly Slot[] _slots;

    /// <exception cref="ArgumentException">An id comes twice.</exception>
    public IdIndex(IReadOnlyList<string> ids)
    {
        _slots = new Slot[BitOperations.RoundUpToPowerOf2(2 * (uint)ids.Count + 1)];
        for (var number = 0; number < ids.Count; number++)
        {
            var hash = HashOf(ids[number]);
            ref var slot = ref SlotOf(ids[number], hash);
            if (slot.Id is not null) throw new ArgumentException($"The id {slot.Id} comes twice.", nameof(ids));
            slot = new(ids[number], hash, number);
        }
    }

    /// <summary>The number of an id; −1 when nothing has it.</summary>
    public int Find(string id) => Find(id, HashOf(id));

    /// <param name="hash">What <see cref="HashOf"/> says of the id.</param>
    public int Find(string id, uint hash)
    {
        ref readonly var slot = ref SlotOf(id, hash);
        return slot.Id is null ? -1 : slot.Number;
    }

    /// <summary>Fetches what is read when an id of that hash is looked for.</summary>
    public void Fetch(uint hash) => Core.Fetch.Items(_slots, FirstOf(hash), 1);

    /// <summary>The hash of an id, by its text alone.</summary>
    public static uint HashOf(string id)
    {
        var hash = Fnv.Hash(Fnv.Start, id);
        return (uint)(hash ^ (hash >> 32));
    }

    private int FirstOf(uint hash) => (int)(hash & (uint)(_slots.Length - 1));

    /// <summary>The slot of an id, or the free one where it would be.</summary>
    private ref Slot SlotOf(string id, uint hash)
    {
        for (var at = FirstOf(hash); ; at = (at + 1) & (_slots.Length - 1))
        {
            ref var slot = ref _slots[at];
            if (slot.Id is null || (slot.Hash == hash && slot.Id == id)) return ref slot;
        }
    }

    private readonly record struct Slot(string? Id, uint Hash, int Number);
}
