namespace Shyraq.Storage.Registry;

/// <summary>The pictures of a mine's people. Thread-safe.</summary>
public interface IPhotos
{
    /// <summary>Keeps a picture; one that is there already is kept as it is.</summary>
    /// <returns>The name under which <see cref="Find"/> finds it.</returns>
    /// <exception cref="ArgumentException">It is no picture.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    string Keep(ReadOnlySpan<byte> bytes);

    /// <summary>The picture of a name that <see cref="Keep"/> gave; null when there is none, or its bytes are not those of its name any more.</summary>
    byte[]? Find(string name);

    /// <summary>The names of all that are kept, in order.</summary>
    IReadOnlyList<string> Names();
}
