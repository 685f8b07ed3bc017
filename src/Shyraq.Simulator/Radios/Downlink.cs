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
    public List<(AnchorUnit By, double At, string Order, bool Read)> Answers { get; } = [];

    /// <summary>Sends an order; one that is there already is not sent twice.</summary>
    /// <param name="reaction">How long until it is read after it has come, seconds; infinite for who cannot.</param>
    public void Send(DownlinkOrder order, double reaction)
    {
        if (!_orders.Exists(o => o.Id == order.Id)) _orders.Add(new(order.Id, reaction));
    }

    /// <summary>Somebody has read it; the next question is answered with no.</summary>
    public bool TakeRead(double now)
    {
        foreach (var order in _orders)
        {
            if (order.IsActedOn || !(now >= order.ReadAt)) continue;
            return order.IsActedOn = true;
        }
        return false;
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
                Answers.Add((by, at, order.Id, false));
            }
            else if (!order.IsRead && now >= order.ReadAt)
            {
                order.IsRead = true;
                Answers.Add((by, at, order.Id, true));
            }
        }
    }

    private sealed class Received(string id, double reaction)
    {
        public string Id => id;
        public double Reaction => reaction;
        public double ReadAt { get; set; } = double.NaN;
        public bool IsRead { get; set; }
        public bool IsActedOn { get; set; }
    }
}
