namespace Shyraq.Simulator.Incidents.Witnesses;

/// <summary>Looks at the true state of the mine once a second and writes down what of one kind is so.</summary>
internal interface IWitness
{
    /// <summary>Looks.</summary>
    void Look(World world);
}
