namespace Shyraq.Protocols.Tests.Plan;

/// <summary>Finds folders of test data without a fixed path.</summary>
internal static class TestData
{
    /// <summary>A folder of real recordings and networks, which are not part of the repository: under SHYRAQ_RECORDINGS; null when it is not here.</summary>
    public static string? Recordings(string name) =>
        Environment.GetEnvironmentVariable("SHYRAQ_RECORDINGS") is { Length: > 0 } given && Directory.Exists(Path.Combine(given, name)) ? Path.Combine(given, name) : null;

    /// <summary>A file of <c>tests/data/plans</c>, which is part of the repository.</summary>
    public static byte[] Plan(string file) =>
        File.ReadAllBytes(Path.Combine(Above("tests", "data", "plans") ?? throw new DirectoryNotFoundException("tests/data/plans is not above the test binary"), file));

    /// <summary>A folder of <c>tests/data</c>, which is part of the repository.</summary>
    public static string OfRepository(string name) =>
        Above("tests", "data", name) ?? throw new DirectoryNotFoundException($"tests/data/{name} is not above the test binary");

    private static string? Above(params string[] parts)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine([at.FullName, .. parts]) is var folder && Directory.Exists(folder)) return folder;
        return null;
    }
}
