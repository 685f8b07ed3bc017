using MessagePack;
using MessagePack.Resolvers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Shyraq.Web.Feed;

/// <summary>The hub <c>/feed</c>, MessagePack only.</summary>
internal static class FeedRegistration
{
    public const string Path = "/feed";

    public static IServiceCollection AddFeed(this IServiceCollection services)
    {
        services.AddSingleton<MineFeeds>();
        services.AddSignalR(hub => hub.SupportedProtocols = ["messagepack"])
            .AddMessagePackProtocol(protocol => protocol.SerializerOptions = MessagePackSerializerOptions.Standard
                .WithResolver(CompositeResolver.Create([new FrameFormatter()], [BuiltinResolver.Instance, ContractlessStandardResolver.Instance]))
                .WithSecurity(MessagePackSecurity.UntrustedData));
        return services;
    }

    public static void MapFeed(this IEndpointRouteBuilder routes) => routes.MapHub<FeedHub>(Path);
}
