using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Safety;

/// <summary>
/// Since when the mine has listened without a break. While the server was away nobody could be heard, so the silence of a radio or a tag counts from
/// when it was back, and some seconds more for the radios to connect again.
/// </summary>
internal sealed class Listening
{
    /// <summary>An input comes each second at least; longer than this between two, and the mine was not listening, seconds.</summary>
    private const double Break = 10;

    /// <summary>Radios and gateways have found the server again after this, seconds.</summary>
    private const double Rejoin = 60;

    private Instant _last, _from;

    /// <summary>Notes that an input has come.</summary>
    public void Note(Instant now)
    {
        if (_last != default && now.SecondsSince(_last) > Break) _from = now.PlusSeconds(Rejoin);
        _last = now;
    }

    /// <summary>From when on the silence of who was heard last at a time counts; it may lie ahead.</summary>
    public Instant SilentSince(Instant heard) => Instant.Max(heard, _from);

    public void Write(StateWriter to)
    {
        to.Write(_last);
        to.Write(_from);
    }

    public void Read(ref StateReader from) => (_last, _from) = (from.ReadInstant(), from.ReadInstant());
}
