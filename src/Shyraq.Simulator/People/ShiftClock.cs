namespace Shyraq.Simulator.People;

/// <summary>When shifts change. Shift 0 is the one that is on duty at the start; time is seconds since the start.</summary>
/// <param name="Crews">How many crews take turns: 1, and the same people come up, rest and go down again.</param>
/// <param name="Elapsed">How much of shift 0 is over at the start, seconds.</param>
public sealed record ShiftClock(int Crews, double Elapsed)
{
    /// <summary>Length of a shift from portal to portal, seconds.</summary>
    public const double Length = 8 * 3600;

    /// <summary>When the crew's next turn begins, not before a time; the turn that is running does not count.</summary>
    public double NextTurn(int crew, double after)
    {
        var turn = (long)Math.Floor((after + Elapsed) / Length) + 1;
        while ((turn - crew) % Crews != 0) turn++;
        return turn * Length - Elapsed;
    }

    /// <summary>When the turn that runs at this time ends.</summary>
    public double EndOfTurn(double at) => (Math.Floor((at + Elapsed) / Length) + 1) * Length - Elapsed;
}
