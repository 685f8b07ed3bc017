namespace Shyraq.Core.Tracking;

/// <summary>
/// Hands that do the parts of a work, at the same time where there are threads: none here, they are handed in. No part touches what another does, so
/// what comes of it hangs neither on how many hands there are nor on who is done first.
/// </summary>
public interface ICrew
{
    /// <summary>How many hands there are, one at least.</summary>
    int Hands { get; }

    /// <summary>Has the part of each hand done, 0 … <see cref="Hands"/> − 1, and comes back when all are done. No part throws.</summary>
    void Share(Action<int> part);

    /// <summary>Is told that there is nothing to share for a while: whoever has something else to do does it now.</summary>
    void Rest()
    {
    }
}

/// <summary>One hand, that of whoever asks.</summary>
public sealed class OneHand : ICrew
{
    /// <summary>The only one there need be.</summary>
    public static readonly OneHand Only = new();

    /// <inheritdoc/>
    public int Hands => 1;

    /// <inheritdoc/>
    public void Share(Action<int> part) => part(0);
}
