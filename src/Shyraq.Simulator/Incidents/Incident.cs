namespace Shyraq.Simulator.Incidents;

/// <summary>Something that is going to happen in a simulated mine: a record for each kind, which says when and where.</summary>
/// <param name="At">Seconds since the start.</param>
public abstract record Incident(double At)
{
    /// <summary>It happens.</summary>
    internal abstract void Begin(World world);

    /// <summary>It goes on, once a second after it began.</summary>
    internal virtual void Continue(World world) { }
}
