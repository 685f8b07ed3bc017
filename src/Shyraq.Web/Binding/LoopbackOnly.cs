using System.Net;
using Microsoft.Extensions.Configuration;

namespace Shyraq.Web.Binding;

/// <summary>An address that must not be listened on.</summary>
public sealed class OpenAddressException(string message) : Exception(message);

/// <summary>
/// Until there are accounts, whoever can reach the server may do everything; so it listens on this machine only, and
/// any other address is refused before anything is opened.
/// </summary>
public static class LoopbackOnly
{
    private const string Why = "Shyraq has no accounts yet, so it listens on this machine only (127.0.0.1, [::1] or localhost). For others, put a proxy that signs people in before it.";

    /// <summary>Checks addresses to listen on, such as <c>http://127.0.0.1:8080;http://[::1]:8080</c>.</summary>
    /// <param name="setBy">Where they were set, for the message.</param>
    /// <exception cref="OpenAddressException">One of them is not of this machine, or cannot be read.</exception>
    public static void Check(string urls, string setBy)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (HostOf(url) is not { } host || !IsLoopback(host))
                throw new OpenAddressException($"{setBy} asks to listen on '{url}', which others could reach. {Why}");
    }

    /// <summary>Checks every setting by which ASP.NET Core would open an address.</summary>
    /// <exception cref="OpenAddressException">One of them is not of this machine.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var key in (ReadOnlySpan<string>)["urls", "Shyraq:Urls"])
            if (configuration[key] is { Length: > 0 } urls) Check(urls, key == "urls" ? "ASPNETCORE_URLS" : key);
        foreach (var key in (ReadOnlySpan<string>)["http_ports", "https_ports"])
            if (configuration[key] is { Length: > 0 } ports) throw new OpenAddressException($"{key} ({ports}) listens on every address of this machine. {Why} Use --port or --urls.");
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren())
            if (endpoint["Url"] is { Length: > 0 } url) Check(url, endpoint.Path);
    }

    /// <summary>Whether a host name or address means this machine and nothing else. <c>0.0.0.0</c>, <c>[::]</c>, <c>*</c> and names other than localhost do not.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    // Uri does not read http://*:80 and http://+:80, which Kestrel takes for every address.
    private static string? HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) ? address.Host : null;
}
