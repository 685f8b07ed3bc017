namespace Shyraq.Protocols.Lines;

/// <summary>What is wrong with one line of a file.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Property">The property or column at fault; "" for the whole line.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record LineFault(int Line, string Property, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Property.Length == 0 ? $"line {Line}: {Message}" : $"line {Line}, {Property}: {Message}";
}

/// <summary>The outcome of reading one line: a row, or what is wrong with it.</summary>
public abstract record LineReading<T>
{
    private LineReading() { }

    /// <summary>A line that can be used.</summary>
    public sealed record Row(T Value) : LineReading<T>;

    /// <summary>A line that cannot. The lines after it are read nonetheless.</summary>
    public sealed record Fault(LineFault What) : LineReading<T>;
}
