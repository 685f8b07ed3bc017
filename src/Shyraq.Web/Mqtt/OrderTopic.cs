namespace Shyraq.Web.Mqtt;

/// <summary>The topics of orders: <c>shyraq/{mine}/orders</c> and <c>shyraq/{mine}/orders/{tag}</c>.</summary>
internal static class OrderTopic
{
    /// <summary>A filter that matches orders and nothing else.</summary>
    public static bool MaySubscribe(string filter) => filter.Split('/') is ["shyraq", { Length: > 0 } mine, "orders", .. var rest] && mine != "#" && rest.Length <= 1;
}
