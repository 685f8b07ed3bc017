namespace Shyraq.Hosting;

/// <summary>Where the server of a data folder listens, noted in the folder, so that a verb on the same machine finds it.</summary>
internal static class ServerAddress
{
    private const string FileName = "server.address";

    /// <summary>Notes it; it stays after a stop, and means nothing while nobody holds the folder. A disk that does not take it keeps no server down: then a verb has to be told the address.</summary>
    public static void Note(string folder, string address)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, FileName), address + "\n");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"shyraq: where the server listens is not noted: {refused.Message}");
        }
    }

    /// <summary>The address that was noted last; null when there is none.</summary>
    public static Uri? Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) && Uri.TryCreate(File.ReadAllText(path).Trim(), UriKind.Absolute, out var address) ? address : null;
    }
}
