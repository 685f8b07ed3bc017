using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Acts;

/// <summary>Something that a person decided: one record for each kind, in the folder of the part that it belongs to.</summary>
public abstract record Act;

/// <summary>An act of a person. It is journalled whether it can be done or not: who tried what, and when, is part of the record.</summary>
/// <param name="By">Who acts, as the desk names them; never empty.</param>
public sealed record ActInput(Instant Arrived, string By, Act Act) : MineInput(Arrived);

/// <summary>Why an act was not done. Nothing changed.</summary>
/// <param name="Reason">One word in camel case for programs and translations, such as <c>unknownPerson</c>.</param>
/// <param name="Detail">For people: what, where, what was expected, what to do.</param>
public sealed record ActRefusal(string Reason, string Detail)
{
    internal ActRefusal(string reason, RefusalText text) : this(reason, text.ToString()) => Phrase = text.PhraseOf(reason);

    /// <summary>The same for screens that say it in the language of the reader: the reason, then after each <c>;</c> a value that the detail tells, in its order.</summary>
    public string Phrase { get; init; } = Reason;
}
