using System.Collections.Immutable;
using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>The orders and how far each came with each tag. What still has to be sent follows from it, so that a restart sends it.</summary>
internal sealed class OrderBook
{
    /// <summary>An order that a tag has not acknowledged is sent again after this, seconds.</summary>
    public const double RepeatAfter = 30;

    /// <summary>Orders kept, with all their receipts; withdrawn ones go first.</summary>
    private const int Most = 50;

    private readonly SortedDictionary<int, Order> _orders = [];
    private int _last;

    /// <summary>Answers to an order that nobody gave to that tag.</summary>
    public long Strange { get; private set; }

    /// <summary>Orders that stand.</summary>
    public IEnumerable<Order> Standing => _orders.Values.Where(o => o.Withdrawn is null);

    public Order? Of(int number) => _orders.GetValueOrDefault(number);

    public Order Give(OrderText text, string note, OrderTarget to, string by, Instant at)
    {
        var order = new Order(++_last, text, note, to, by, at);
        _orders.Add(order.Number, order);
        while (_orders.Count > Most && _orders.Values.FirstOrDefault(o => o.Withdrawn is not null) is { } old) _orders.Remove(old.Number);
        return order;
    }

    /// <summary>Takes an answer; true when it says something new.</summary>
    public bool Take(TagAnswer answer)
    {
        if (Of(answer.Order) is { } order && order.Take(answer) is { } news) return news;
        Strange++;
        return true;
    }

    /// <summary>What has to be sent at a time.</summary>
    public ImmutableArray<DueOrder> Due(Instant at) =>
        [.. from order in Standing
            let tags = order.Receipts.Values.Where(r => !r.IsAcknowledged && (r.LastSent is not { } last || at.SecondsSince(last) >= RepeatAfter)).Select(r => r.Tag).ToImmutableArray()
            where tags.Length > 0
            select new DueOrder(order.Number, order.Text, order.Note, order.Given, tags)];

    /// <summary>All of them, newest first.</summary>
    public ImmutableArray<OrderRow> Rows() => [.. _orders.Values.Reverse().Select(o => new OrderRow(o.Number, o.Text, o.Note, o.To, o.By, o.Given, o.Repeats, o.Withdrawn, [.. o.Receipts.Values]))];

    /// <summary>The receipt of somebody's tags for the newest order that stands for any of them, the one that got farthest; null when none does.</summary>
    public (Order Order, OrderReceipt Receipt)? NewestFor(IEnumerable<TagId> tags)
    {
        foreach (var order in _orders.Values.Reverse())
        {
            if (order.Withdrawn is not null) continue;
            var receipts = tags.Select(tag => order.Receipts.GetValueOrDefault(tag.Value)).OfType<OrderReceipt>();
            if (receipts.MaxBy(r => r.Read is not null || r.Understood is not null ? 3 : r.Delivered is not null ? 2 : r.Sent is not null ? 1 : 0) is { } farthest) return (order, farthest);
        }
        return null;
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_last);
        to.Write(Strange);
        to.Write((long)_orders.Count);
        foreach (var order in _orders.Values) order.Write(to);
    }

    public void Read(ref StateReader from)
    {
        (_last, Strange) = ((int)from.ReadLong(), from.ReadLong());
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var order = Order.Read(ref from);
            _orders.Add(order.Number, order);
        }
    }
}
