using System.Collections.Immutable;
using Shyraq.Core.Acts;
using Shyraq.Core.Sightings;
using Shyraq.Core.Units;

namespace Shyraq.Core.Evacuation;

/// <summary>What people are told to do; the tags and the console have the words in every language.</summary>
public enum OrderText { Leave, LeaveToRefuge, Stay, TeamReturn, Test }

/// <summary>Whom an order is for: everybody when neither is given.</summary>
/// <param name="Zone">Everybody who is or may be in a zone, and whoever comes into it while the order stands.</param>
/// <param name="Tags">These tags alone.</param>
public sealed record OrderTarget(ZoneId? Zone = null, ImmutableArray<TagId>? Tags = null);

/// <summary>Gives an order to people's tags.</summary>
/// <param name="Note">Further words, shown as they are; "" for none.</param>
public sealed record GiveOrder(OrderText Text, OrderTarget To, string Note = "") : Act;

/// <summary>Sends an order anew to all who have not read it.</summary>
public sealed record RepeatOrder(int Order) : Act;

/// <summary>Withdraws an order: it is sent no more.</summary>
public sealed record WithdrawOrder(int Order, string Why) : Act;

/// <summary>How a tag answers an order.</summary>
public enum AnswerKind
{
    /// <summary>Our own: it was handed to the downlink.</summary>
    Sent,

    /// <summary>The tag has it.</summary>
    Delivered,

    /// <summary>Somebody looked at it.</summary>
    Read,

    /// <summary>Somebody pressed the button that says «understood».</summary>
    Understood,
}

/// <summary>One answer of a tag to an order.</summary>
public readonly record struct TagAnswer(Instant Time, TagId Tag, int Order, AnswerKind Kind);

/// <summary>Answers of tags to orders, in order of arrival.</summary>
public sealed record AnswersInput(Instant Arrived, ImmutableArray<TagAnswer> Answers) : MineInput(Arrived);

/// <summary>How far an order came with one tag. Each is when it first happened; null: not yet.</summary>
/// <param name="Times">How often it was sent.</param>
public sealed record OrderReceipt(TagId Tag, Instant? Sent, Instant? LastSent, int Times, Instant? Delivered, Instant? Read, Instant? Understood)
{
    /// <summary>The tag has answered: it need not be sent again.</summary>
    public bool IsAcknowledged => Delivered is not null || Read is not null || Understood is not null;
}

/// <summary>An order and what became of it.</summary>
/// <param name="Number">Counted from 1; the tags answer with it.</param>
/// <param name="Repeats">How often it was repeated by hand.</param>
/// <param name="Withdrawn">Null while it stands.</param>
/// <param name="Receipts">In order of tag.</param>
public sealed record OrderRow(int Number, OrderText Text, string Note, OrderTarget To, string By, Instant Given, int Repeats, Instant? Withdrawn, ImmutableArray<OrderReceipt> Receipts);

/// <summary>An order that has to be sent to tags now.</summary>
public sealed record DueOrder(int Number, OrderText Text, string Note, Instant Given, ImmutableArray<TagId> Tags);
