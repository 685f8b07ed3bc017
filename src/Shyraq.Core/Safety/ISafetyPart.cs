using Shyraq.Core.Acts;
using Shyraq.Core.Plan;
using Shyraq.Core.State;

namespace Shyraq.Core.Safety;

/// <summary>
/// A part of the safety core: presence, zones, gas, alarms, evacuation. State that follows acts and is judged after every input; equal inputs give
/// equal state and equal occurrences. Parts are judged in the order in which <see cref="SafetyCore"/> names them and may look at those before them.
/// </summary>
internal interface ISafetyPart
{
    /// <summary>The name of the part and of its board, in camel case.</summary>
    string Name { get; }

    /// <summary>Counts up whenever what the board shows has changed, the mere passing of time apart.</summary>
    long Revision { get; }

    /// <summary>Does an act that is one of this part's; false when it is not. <paramref name="refusal"/> says why it was not done.</summary>
    bool Take(ActInput act, Scene scene, out ActRefusal? refusal);

    /// <summary>Judges what came of an input; at a tick, what came of time.</summary>
    void Judge(Scene scene);

    /// <summary>Carries what is remembered over to a new plan, by the ids of its features.</summary>
    void Change(MinePlan plan);

    /// <summary>Writes all that <see cref="Read"/> needs to go on as if nothing had been interrupted.</summary>
    void Write(StateWriter to);

    /// <summary>Reads what <see cref="Write"/> wrote on the same plan.</summary>
    /// <exception cref="FormatException">The bytes are no such state.</exception>
    void Read(ref StateReader from);
}
