// The worker that every page starts: the first picture, explanations and edits.

import { firstReplies } from '../session/first-replies.ts';
import { heldSession } from '../session/held-session.ts';
import { serve } from './serve.ts';

serve((progress) => heldSession(firstReplies, 'no-profiles', { progress, told: 'some' }));
