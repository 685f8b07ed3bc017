using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shyraq.Tests.Hosting;
using Shyraq.Web.Bodies;

namespace Shyraq.Tests.Bodies;

/// <summary>All request bodies share one bound of memory.</summary>
public sealed class BodyRoomTests
{
    private const int Room = 2 << 20;

    [Fact]
    public async Task Who_comes_when_other_bodies_take_all_the_memory_is_told_to_come_again()
    {
        await using var server = await Server.Start(builder => builder.Services.AddSingleton(new BodyOptions { MostBytes = Room }));
        var mine = await server.NewMine();

        // The first does not end before it may. A body grows by doubling, so each of these takes 1 MiB, and half as much more while it grows.
        var end = new TaskCompletionSource();
        var room = server.Services.GetRequiredService<BodyRoom>();
        var first = server.Http.PostAsync($"/api/mines/{mine}/sightings", new SlowBody(new byte[600_000], end.Task));
        await Eventually.Is("the first body is in memory", () => Task.FromResult(room.Taken == Room / 2));

        using var refused = await server.Post(mine, new string(' ', 600_000));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Contains("memory", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // A small one still finds room.
        Assert.True((await server.Post(mine, SmallMine.Ranges("T1", 120, TimeProvider.System.GetUtcNow()))).IsSuccessStatusCode);

        end.SetResult();
        Assert.True((await first).IsSuccessStatusCode);
        Assert.True((await server.Post(mine, new string(' ', 600_000))).IsSuccessStatusCode);
        await Eventually.Is("all of it is given back", () => Task.FromResult(room.Taken == 0));
    }

    /// <summary>Blank lines, and then nothing until it may end.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly Task _end;

        public SlowBody(byte[] bytes, Task end)
        {
            (_bytes, _end) = (bytes, end);
            bytes.AsSpan().Fill((byte)'\n');
            Headers.ContentType = new("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes);
            await stream.FlushAsync();
            await _end;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
