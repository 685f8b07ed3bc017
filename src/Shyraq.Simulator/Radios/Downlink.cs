using Shyraq.Core.Evacuation;
using Shyraq.Simulator.Feeds;

namespace Shyraq.Simulator.Radios;

/// <summary>The SOS button held down from one time to another, seconds since the start.</summary>
public sealed class SosPress(double from, double to)
{
    public double From => from;
    public double To => to;

    /// <summary>When an anchor first heard of it; NaN as long as none has.</summary>
    public double ToldAt { get; internal set; } = double.NaN;
}

/// <summary>
/// The way from the server to one tag. An order reaches a tag when an anchor next hears it, and is read by who bears it some time later; both answers
/// go back by whichever anchor hears the tag then.
/// </summary>
internal sealed class Downlink
{
    private readonly List<Received> _orders = [];

    /// <summary>Answers that an anchor heard and nobody took yet.</summary>
    public List<(AnchorUnit By, double At, int Order, bool Read)> Answers { get; } = [];

    /// <summary>Sends an order; false for one that was sent before.</summary>
    /// <param name="reaction">How long until it is read after it has come, seconds; infinite for who cannot.</param>
    public bool Send(DownlinkOrder order, double reaction)
    {
        if (_orders.Exists(o => o.Number == order.Number)) return false;
        _orders.Add(new(order.Number, order.Text, reaction));
        return true;
    }

    /// <summary>What somebody has just read; told once. Null for nothing new.</summary>
    public OrderText? TakeRead(double now)
    {
        foreach (var order in _orders)
        {
            if (order.IsActedOn || !(now >= order.ReadAt)) continue;
            order.IsActedOn = true;
            return order.Text;
        }
        return null;
    }

    /// <summary>An anchor hears the tag: orders come down, answers go up.</summary>
    /// <param name="at">When the answers are on the air.</param>
    public void Heard(AnchorUnit by, double now, double at)
    {
        foreach (var order in _orders)
        {
            if (double.IsNaN(order.ReadAt))
            {
                order.ReadAt = now + order.Reaction;
                Answers.Add((by, at, order.Number, false));
            }
            else if (!order.IsRead && now >= order.ReadAt)
            {
                order.IsRead = true;
                Answers.Add((by, at, order.Number, true));
            }
        }
    }

    private sealed class Received(int number, OrderText text, double reaction)
    {
        public int Number => number;
        public OrderText Text => text;
        public double Reaction => reaction;
        public double ReadAt { get; set; } = double.NaN;
        public bool IsRead { get; set; }
        public bool IsActedOn { get; set; }
    }
}
