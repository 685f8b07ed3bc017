namespace Shyraq.Storage.Tests;

/// <summary>A folder of one test's own, gone after it.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("shyraq-test-").FullName;

    /// <summary>What a crash at this moment would leave: the files as they stand.</summary>
    public TempFolder CopyAsAfterACrash()
    {
        var copy = new TempFolder();
        foreach (var file in Directory.GetFiles(Path)) File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
