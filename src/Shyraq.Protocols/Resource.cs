using System.Reflection;

namespace Shyraq.Protocols;

/// <summary>Files that lie within this assembly.</summary>
internal static class Resource
{
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public static byte[] Bytes(string name)
    {
        using var from = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the assembly lacks {name}");
        var bytes = new byte[from.Length];
        from.ReadExactly(bytes);
        return bytes;
    }

    public static string Text(string name) => System.Text.Encoding.UTF8.GetString(Bytes(name));
}
