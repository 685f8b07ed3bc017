using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Shyraq.Tests.Hosting;

public sealed partial class ApiDocumentTests(Server server)
{
    [Fact]
    public async Task The_document_lists_every_route_with_a_summary_and_its_answers()
    {
        var paths = JsonElement.Parse(await server.Http.GetStringAsync("/openapi/v1.json")).GetProperty("paths");
        var mapped = server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } path && (path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/health", StringComparison.Ordinal)))
            .ToArray();
        Assert.True(mapped.Length >= 13, $"{mapped.Length} routes are mapped");
        foreach (var endpoint in mapped)
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods)
            {
                var path = endpoint.RoutePattern.RawText!.TrimEnd('/');
                Assert.True(paths.TryGetProperty(path, out var operations), $"the document lacks {path}");
                Assert.True(operations.TryGetProperty(method.ToLowerInvariant(), out var operation), $"the document lacks {method} {path}");
                Assert.True(operation.TryGetProperty("summary", out _), $"{method} {path} has no summary");
                Assert.True(operation.GetProperty("responses").TryGetProperty("200", out _), $"{method} {path} does not say what it answers");
                if (path.Contains("{mine}", StringComparison.Ordinal)) Assert.Contains(operation.GetProperty("responses").EnumerateObject(), r => r.Name[0] == '4');
            }
    }

    [Fact]
    public async Task The_page_of_the_document_needs_no_network()
    {
        var page = await server.Http.GetStringAsync("/docs/");
        Assert.DoesNotContain("//cdn", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("fonts.", page, StringComparison.OrdinalIgnoreCase);
        var scripts = Source().Matches(page).Select(m => m.Groups[1].Value).ToArray();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            Assert.DoesNotContain("//", script, StringComparison.Ordinal);
            using var response = await server.Http.GetAsync("/docs/" + script);
            Assert.True(response.IsSuccessStatusCode, script);
        }
    }

    [GeneratedRegex("""<script[^>]* src="([^"]+)"|import [^;]*from '([^']+)'""")]
    private static partial Regex Source();
}
