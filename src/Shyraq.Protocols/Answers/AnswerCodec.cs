using System.Runtime.InteropServices;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;

namespace Shyraq.Protocols.Answers;

/// <summary>Answers of tags within a block of inputs.</summary>
internal static class AnswerCodec
{
    private const int LeastBytes = 4;

    public static void Write(BlockWriter to, AnswersInput input)
    {
        to.Varint((ulong)input.Answers.Length);
        var clock = input.Arrived.UnixMicroseconds;
        foreach (var answer in input.Answers)
        {
            to.Byte((byte)answer.Kind);
            to.Time(answer.Time, ref clock);
            to.Text(answer.Tag.Value);
            to.Signed(answer.Order);
        }
    }

    public static AnswersInput Read(ref BlockReader from, Instant arrived)
    {
        var answers = new TagAnswer[from.Count(LeastBytes)];
        var clock = arrived.UnixMicroseconds;
        for (var i = 0; i < answers.Length; i++)
        {
            var kind = (AnswerKind)from.Byte();
            if (!Enum.IsDefined(kind)) throw BlockReader.Damaged("an answer is of no known kind");
            var (time, tag) = (from.Time(ref clock), from.Word());
            answers[i] = from.Signed() is >= int.MinValue and <= int.MaxValue and var order ? new(time, new(tag), (int)order, kind) : throw BlockReader.Damaged("the number of an order is none");
        }
        return new(arrived, ImmutableCollectionsMarshal.AsImmutableArray(answers));
    }
}
