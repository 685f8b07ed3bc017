using System.Collections.Immutable;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>One order with its receipts.</summary>
internal sealed class Order(int number, OrderText text, string note, OrderTarget to, string by, Instant given)
{
    public int Number { get; } = number;
    public OrderText Text { get; } = text;
    public string Note { get; } = note;
    public OrderTarget To { get; } = to;
    public string By { get; } = by;
    public Instant Given { get; } = given;
    public int Repeats { get; private set; }
    public Instant? Withdrawn { get; set; }

    /// <summary>By tag.</summary>
    public SortedDictionary<string, OrderReceipt> Receipts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whoever obeys it goes out or to a refuge.</summary>
    public bool SaysLeave => Text is OrderText.Leave or OrderText.LeaveToRefuge;

    /// <summary>From now on the order is for a tag as well; false when it was already.</summary>
    public bool Add(string tag) => Receipts.TryAdd(tag, new(new(tag), null, null, 0, null, null, null));

    /// <summary>Sends it anew to all who have not read it, also to those whose tag has it.</summary>
    public void Repeat()
    {
        Repeats++;
        foreach (var (tag, receipt) in Receipts.ToArray())
            if (receipt.Read is null && receipt.Understood is null) Receipts[tag] = receipt with { LastSent = null, Delivered = null };
    }

    /// <summary>Takes an answer: true when it is new, false when it came before, null when the tag has no such order.</summary>
    public bool? Take(TagAnswer answer)
    {
        if (!Receipts.TryGetValue(answer.Tag.Value, out var receipt)) return null;
        var now = answer.Kind switch
        {
            AnswerKind.Sent => receipt with { Sent = receipt.Sent ?? answer.Time, LastSent = answer.Time, Times = receipt.Times + 1 },
            AnswerKind.Delivered => receipt with { Delivered = receipt.Delivered ?? answer.Time },
            AnswerKind.Read => receipt with { Read = receipt.Read ?? answer.Time },
            _ => receipt with { Understood = receipt.Understood ?? answer.Time },
        };
        Receipts[answer.Tag.Value] = now;
        return now != receipt;
    }

    public void Write(StateWriter to)
    {
        to.Write((long)Number);
        to.Write((byte)Text);
        to.Write(Note);
        to.Write(To.Zone?.Value);
        to.Write((long)(To.Tags?.Length ?? -1));
        foreach (var tag in To.Tags ?? []) to.Write(tag.Value);
        to.Write(By);
        to.Write(Given);
        to.Write((long)Repeats);
        to.Write(Withdrawn);
        to.Write((long)Receipts.Count);
        foreach (var (tag, r) in Receipts)
        {
            to.Write(tag);
            to.Write((long)r.Times);
            foreach (var time in (ReadOnlySpan<Instant?>)[r.Sent, r.LastSent, r.Delivered, r.Read, r.Understood]) to.Write(time);
        }
    }

    public static Order Read(ref StateReader from)
    {
        var (number, text, note) = ((int)from.ReadLong(), (OrderText)from.ReadByte(), from.ReadWord());
        ZoneId? zone = from.ReadText() is { } id ? new ZoneId(id) : null;
        ImmutableArray<TagId>? tags = null;
        if (from.ReadLong() is >= 0 and var count)
        {
            var list = ImmutableArray.CreateBuilder<TagId>();
            for (; count > 0; count--) list.Add(new(from.ReadWord()));
            tags = list.ToImmutable();
        }
        var order = new Order(number, text, note, new(zone, tags), from.ReadWord(), from.ReadInstant()) { Repeats = (int)from.ReadLong(), Withdrawn = from.ReadInstantOrNull() };
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var (tag, times) = (from.ReadWord(), (int)from.ReadLong());
            order.Receipts.Add(tag, new(new(tag), from.ReadInstantOrNull(), from.ReadInstantOrNull(), times, from.ReadInstantOrNull(), from.ReadInstantOrNull(), from.ReadInstantOrNull()));
        }
        return order;
    }
}
