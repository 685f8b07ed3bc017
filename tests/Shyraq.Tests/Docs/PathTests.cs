using System.Text.RegularExpressions;

namespace Shyraq.Tests.Docs;

/// <summary>Every path that the documents name is there.</summary>
public sealed partial class PathTests
{
    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Shyraq.slnx")))
                folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside a checkout");
            return folder.FullName;
        }
    }

    [Fact]
    public void Every_path_named_in_the_documents_exists()
    {
        var missing = new List<string>();
        var named = 0;
        foreach (var document in Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Root, "README.md")))
        {
            var text = File.ReadAllText(document);
            var links = Links().Matches(text).Select(m => (m.Groups["path"].Value, From: Path.GetDirectoryName(document)!));
            var paths = Paths().Matches(text).Select(m => (m.Groups["path"].Value, From: Root));
            foreach (var (path, from) in links.Concat(paths))
            {
                named++;
                var full = Path.GetFullPath(Path.Combine(from, path));
                if (!File.Exists(full) && !Directory.Exists(full)) missing.Add($"{Path.GetRelativePath(Root, document)}: {path}");
            }
        }
        Assert.True(named > 20, $"only {named} paths were found: the patterns no longer fit");
        Assert.Empty(missing);
    }

    /// <summary>Links and pictures to files of the repository.</summary>
    [GeneratedRegex(@"\]\((?!https?:|#)(?<path>[^)#\s]+)")]
    private static partial Regex Links();

    /// <summary>Paths in code marks that begin at the root of the repository.</summary>
    [GeneratedRegex(@"`(?<path>(src|tests|bench|docs|console)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex Paths();
}
